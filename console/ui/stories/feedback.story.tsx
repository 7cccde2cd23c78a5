import { Button } from 'antd'
import { Copy, Pencil, Star } from 'lucide-react'
import { ApiProblem } from '../../app/problem.ts'
import { EmptyState } from '../EmptyState.tsx'
import { ErrorBlock } from '../ErrorBlock.tsx'
import { IconButton } from '../IconButton.tsx'
import { Menu } from '../Menu.tsx'
import { SkeletonRows } from '../Skeleton.tsx'
import { nothing, type Story, useSay } from './story.ts'

const refused = (status: number) => new ApiProblem(status, { detail: '', requestId: 'req-7f2c-91' })

function Empty() {
  const say = useSay()
  return (
    <EmptyState
      title={say('No purchases yet', '还没有采购单')}
      text={say('Create one from a licence, or import a spreadsheet.', '从许可证创建，或导入表格。')}
      action={
        <Button type="primary" size="small">
          {say('New purchase', '新建采购单')}
        </Button>
      }
    />
  )
}

function Buttons() {
  const say = useSay()
  return (
    <>
      <Button type="primary">{say('Renew', '续期')}</Button>
      <Button>{say('Record change', '登记变更')}</Button>
      <Button danger>{say('Terminate', '终止')}</Button>
      <IconButton label={say('Edit', '编辑')} shortcut="e">
        <Pencil size={15} />
      </IconButton>
      <IconButton label={say('Star', '收藏')} pressed>
        <Star size={15} />
      </IconButton>
      <IconButton label={say('Copy', '复制')} disabled>
        <Copy size={15} />
      </IconButton>
      <Menu
        label={say('More', '更多')}
        className="link"
        groups={[{ label: '', items: [{ key: 'a', label: 'A', onSelect: nothing }] }]}
      >
        {say('More', '更多')}
      </Menu>
    </>
  )
}

export const stories: readonly Story[] = [
  { name: 'buttons', title: 'Buttons', render: () => <Buttons /> },
  { name: 'empty-state', title: 'EmptyState', render: () => <Empty /> },
  ...[0, 403, 404, 409, 500].map(status => ({
    name: `error-block-${status}`,
    title: `ErrorBlock ${status}`,
    render: () => <ErrorBlock problem={refused(status)} onRetry={nothing} />,
  })),
  { name: 'skeleton-rows', title: 'SkeletonRows', render: () => <SkeletonRows rows={4} /> },
]
