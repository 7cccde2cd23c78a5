import { useCollection } from '../../app/meta.ts'
import type { CommandProps } from '../../generic/record/commands.tsx'
import { WhyDialog } from './WhyDialog.tsx'

/** Of a record's menu: why somebody can or cannot read or change it. */
export function RecordWhy({ path, id, title, onClose }: CommandProps) {
  const { entity } = useCollection(path)
  return <WhyDialog permission={`${entity.name}.read`} record={{ id, title }} onClose={onClose} />
}
