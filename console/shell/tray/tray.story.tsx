import type { Job } from '../../app/jobs.ts'
import { nothing, type Story, useSay } from '../../ui/stories/story.ts'
import { JobLine } from './JobLine.tsx'
import './tray.css'

const job: Job = {
  id: 'j1',
  kind: 'bulk',
  label: '',
  status: 'running',
  progress: { done: 640, total: 1_140 },
  startedAt: '2026-11-21T01:20:00Z',
  endedAt: null,
  failures: 0,
  result: null,
  mayCancel: false,
  mayUndo: false,
}

/** On its way, done with refusals, stopped, waiting for its turn. */
function Lines() {
  const say = useSay()
  const label = say('Change 1,140 licences', '修改 1,140 条许可证')
  const stopped = say('The connection to the database was lost.', '与数据库的连接中断。')
  const jobs: readonly Job[] = [
    { ...job, label, mayCancel: true },
    { ...job, id: 'j2', label, status: 'done', failures: 3, mayUndo: true, result: { path: '/licenses' } },
    { ...job, id: 'j3', label, status: 'failed', reason: stopped },
    { ...job, id: 'j4', label, status: 'waiting', progress: { done: 0, total: null }, mayCancel: true },
  ]
  return (
    <ul className="story-rows story-tray">
      {jobs.map(each => (
        <JobLine key={each.id} job={each} onPutAway={nothing} />
      ))}
    </ul>
  )
}

export const stories: readonly Story[] = [{ name: 'job-tray', title: 'JobTray, its lines', render: () => <Lines /> }]
