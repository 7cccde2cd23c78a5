import { ChevronDown, ChevronUp, LoaderCircle, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLive, type Job } from '../../app/jobs.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { JobLine } from './JobLine.tsx'
import { shareDone } from './shown-jobs.ts'
import './tray.css'

const storageKey = 'tenon.tray.folded'

interface JobTrayProps {
  readonly jobs: readonly Job[]
  onPutAway(ids: readonly string[]): void
}

/** Long work at the corner of the screen: how far it is, how it ended, and what can be done about it. */
export function JobTray({ jobs, onPutAway }: JobTrayProps) {
  const { t } = useTranslation()
  const live = jobs.filter(isLive)
  const ended = jobs.filter(job => !isLive(job))
  const [choice, setChoice] = useState(() => sessionStorage.getItem(storageKey))
  // What has ended is no more than a line with its sign: whoever wants to know opens it.
  const folded = choice ? choice === 'yes' : live.length === 0
  const fold = () => {
    const next = folded ? 'no' : 'yes'
    sessionStorage.setItem(storageKey, next)
    setChoice(next)
  }
  const words = live.length > 0 ? t('tray.running', { count: live.length }) : t('tray.ended', { count: ended.length })
  return (
    <section className="tray" aria-label={t('tray.title')} data-folded={folded || undefined}>
      <header>
        <Sign jobs={jobs} />
        <b role="status">{words}</b>
        <Share jobs={jobs} />
        <span className="spread" />
        <IconButton
          size="small"
          label={folded ? t('tray.unfold') : t('tray.fold')}
          aria-expanded={!folded}
          onClick={fold}
        >
          {folded ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
        </IconButton>
        {live.length === 0 && (
          <IconButton size="small" label={t('tray.putAway')} onClick={() => onPutAway(ended.map(({ id }) => id))}>
            <X size={14} />
          </IconButton>
        )}
      </header>
      {!folded && (
        <ul>
          {jobs.map(job => (
            <JobLine key={job.id} job={job} onPutAway={() => onPutAway([job.id])} />
          ))}
        </ul>
      )}
    </section>
  )
}

const endedBadly = ({ status, failures }: Job) => status === 'failed' || failures > 0

function Sign({ jobs }: Pick<JobTrayProps, 'jobs'>) {
  if (jobs.some(isLive)) return <LoaderCircle size={14} className="tray-spin" aria-hidden />
  return <StatusGlyph tone={jobs.some(endedBadly) ? 'issue' : 'accepted'} />
}

function Share({ jobs }: Pick<JobTrayProps, 'jobs'>) {
  const share = shareDone(jobs)
  return share === null ? null : <span className="quiet num">{Math.floor(share * 100)}%</span>
}
