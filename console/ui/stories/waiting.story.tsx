import { ApiProblem } from '../../app/problem.ts'
import { ConflictPicker } from '../ConflictPicker.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { ErrorBlock } from '../ErrorBlock.tsx'
import { SkeletonForm, SkeletonRecord } from '../Skeleton.tsx'
import { ToastLine } from '../toast.tsx'
import { nothing, type Story, useSay } from './story.ts'

function Conflict() {
  const say = useSay()
  const fields = [
    { name: 'city', label: say('City', '城市'), mine: 'Hamburg', theirs: 'Bremen' },
    { name: 'phone', label: say('Phone', '电话'), mine: '+49 40 555 0100', theirs: '+49 421 555 0177' },
  ]
  return <ConflictPicker fields={fields} by={{ name: 'Sofia Ruiz', at: say('09:12', '9:12') }} onChoose={nothing} />
}

function Toasts() {
  const say = useSay()
  const undo = nothing
  return (
    <div className="story-rows">
      <ToastLine toast={{ text: say('Link copied.', '链接已复制。') }} onUndo={nothing} onDismiss={nothing} />
      <ToastLine
        toast={{ text: say('Removed 3 records.', '已删除 3 条记录。'), undo }}
        onUndo={nothing}
        onDismiss={nothing}
      />
      <ToastLine
        toast={{ text: say('Not undone: it was changed since.', '未能撤销：此后有过修改。'), tone: 'risk' }}
        onUndo={nothing}
        onDismiss={nothing}
      />
    </div>
  )
}

function NoMatch() {
  const say = useSay()
  return <EmptyState title={say('No licences match', '没有符合条件的许可证')} />
}

function NoPermission() {
  const say = useSay()
  const text = say(
    'Your roles do not include seeing this list. An administrator can grant it.',
    '你的角色不含浏览此列表的权限，可由管理员授权。',
  )
  return <EmptyState title={say('You cannot see this list', '无法查看这个列表')} text={text} />
}

function Invalid() {
  const say = useSay()
  const fields = [
    { field: 'endsOn', code: 'REQUIRED', message: say('Say when it ends.', '填写到期日。') },
    { field: 'value', code: 'TOO_SMALL', message: say('The value must be at least 0.', '金额不能小于 0。') },
  ]
  const detail = say('Two fields need to be put right.', '有两个字段需要修改。')
  return <ErrorBlock problem={new ApiProblem(422, { detail, fields })} />
}

export const stories: readonly Story[] = [
  { name: 'conflict-picker', title: 'ConflictPicker', render: () => <Conflict /> },
  { name: 'toast', title: 'Toast, with and without a way back', render: () => <Toasts /> },
  { name: 'empty-no-match', title: 'EmptyState: nothing matches', render: () => <NoMatch /> },
  { name: 'empty-no-permission', title: 'EmptyState: no permission', render: () => <NoPermission /> },
  { name: 'error-validation', title: 'ErrorBlock 422', render: () => <Invalid /> },
  {
    name: 'error-wait',
    title: 'ErrorBlock 429',
    render: () => <ErrorBlock problem={new ApiProblem(429, { detail: '' })} onRetry={nothing} />,
  },
  { name: 'error-fault', title: 'ErrorBlock: a fault of the page', render: () => <ErrorBlock problem={new Error()} /> },
  { name: 'skeleton-record', title: 'SkeletonRecord', render: () => <SkeletonRecord /> },
  { name: 'skeleton-form', title: 'SkeletonForm', render: () => <SkeletonForm fields={4} /> },
]
