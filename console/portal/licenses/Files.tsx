import { Button } from 'antd'
import { Download, FileKey2, FilePlus2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { download } from '../../generic/list/download.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import type { LicenseFile, OwnLicense } from '../api.ts'
import { useDeed } from '../frame/useDeed.ts'

const contentOf = (id: string) => address(`/license_files/${id}/content`)

/** Signed files for servers without a connection. */
export function Files({ license }: { readonly license: OwnLicense }) {
  const { t } = useTranslation()
  const { run, busy, problem } = useDeed()
  const issue = async () => {
    const file = await run<{ id: string }>('POST', `/licenses/${license.id}/check-out`, {})
    if (file) download(contentOf(file.id))
  }
  return (
    <section className="portal-sheet" aria-label={t('portal.file.title')}>
      <header>
        <h2>{t('portal.file.title')}</h2>
        <span className="spread" />
        <Button loading={busy} icon={<FilePlus2 size={14} aria-hidden />} onClick={issue}>
          {t('portal.file.issue')}
        </Button>
      </header>
      {problem && <ErrorBlock className="portal-inset" problem={problem} title={t('portal.file.notIssued')} />}
      {license.files.length === 0 && <p className="portal-none">{t('portal.file.none')}</p>}
      <ul className="portal-lined">
        {license.files.map(file => (
          <FileLine key={file.id} file={file} />
        ))}
      </ul>
    </section>
  )
}

function FileLine({ file }: { readonly file: LicenseFile }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const isOver = file.revokedAt !== null || (file.expiresAt !== null && Date.parse(file.expiresAt) < Date.now())
  const ends =
    file.expiresAt && t(isOver ? 'portal.file.expired' : 'portal.file.until', { at: instant(file.expiresAt) })
  const end = file.revokedAt ? t('portal.file.revoked', { at: instant(file.revokedAt) }) : ends
  return (
    <li className="panel-line">
      <span className="panel-icon">
        <FileKey2 size={16} aria-hidden />
      </span>
      <div className="panel-words">
        <b className="code">{file.serial}</b>
        <span>{[t('portal.file.of', { at: instant(file.issuedAt) }), end].filter(Boolean).join(' · ')}</span>
      </div>
      {!isOver && (
        <Button
          icon={<Download size={14} aria-hidden />}
          onClick={() => download(contentOf(file.id))}
          aria-label={t('portal.file.downloadOf', { no: file.serial })}
        >
          {t('portal.file.download')}
        </Button>
      )}
    </li>
  )
}
