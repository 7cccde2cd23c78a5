import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { isLive, type Job, jobsKey } from '../../app/jobs.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { JobFailures } from './JobFailures.tsx'

const tones: Readonly<Record<Job['status'], Tone>> = {
  waiting: 'unstarted',
  running: 'processing',
  done: 'accepted',
  failed: 'risk',
  cancelled: 'unstarted',
}

interface JobLineProps {
  readonly job: Job
  onPutAway(): void
}

export function JobLine({ job, onPutAway }: JobLineProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<string>()
  const [open, setOpen] = useState(false)
  const tone = job.status === 'done' && job.failures > 0 ? 'issue' : tones[job.status]
  const act = (verb: 'cancel' | 'undo') => async () => {
    setRefusal(undefined)
    try {
      await request('POST', `/jobs/${job.id}/${verb}`, { body: {} })
    } catch (problem) {
      setRefusal(problem instanceof Error ? problem.message : String(problem))
    }
    client.invalidateQueries({ queryKey: jobsKey })
  }
  return (
    <li className="tray-job">
      <div className="tray-name">
        <StatusGlyph tone={tone} label={t(`tray.status.${job.status}`)} />
        <span title={job.label}>{job.label}</span>
        {!isLive(job) && (
          <IconButton size="small" label={t('tray.putAway')} onClick={onPutAway}>
            <X size={13} />
          </IconButton>
        )}
      </div>
      <Progress job={job} />
      {(job.reason || refusal) && <p className="tray-reason">{refusal ?? job.reason}</p>}
      <div className="tray-acts">
        {job.result && !isLive(job) && (
          <Link className="link" to={job.result.path as never}>
            {t('tray.show')}
          </Link>
        )}
        {job.failures > 0 && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('tray.failures', { count: job.failures })}
          </button>
        )}
        {job.mayCancel && (
          <button type="button" className="link" onClick={act('cancel')}>
            {t('tray.cancel')}
          </button>
        )}
        {job.mayUndo && (
          <button type="button" className="link" onClick={act('undo')}>
            {t('tray.undo')}
          </button>
        )}
      </div>
      {open && <JobFailures id={job.id} />}
    </li>
  )
}

function Progress({ job }: { job: Job }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { done, total } = job.progress
  if (!isLive(job))
    return (
      <p className="tray-count num">
        {t(`tray.status.${job.status}`)} · {t('tray.done', { done: number(done) })}
      </p>
    )
  return (
    <>
      {total !== null && total > 0 && <Meter value={done} max={total} label={job.label} />}
      <p className="tray-count num">
        {job.status === 'waiting'
          ? t('tray.status.waiting')
          : total === null
            ? t('tray.done', { done: number(done) })
            : t('tray.doneOf', { done: number(done), total: number(total) })}
      </p>
    </>
  )
}
