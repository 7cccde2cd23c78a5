import { Button } from 'antd'
import { FileUp } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { csvOf, pastedRows } from '../model/csv.ts'
import { importable } from '../model/importMapping.ts'
import { RecentImports } from './RecentImports.tsx'

const accepted = '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Copied cells as the file they would have been; undefined when it is not a table. */
function fileOfCells(text: string): File | undefined {
  const rows = pastedRows(text)
  if (rows.length < 2) return undefined
  return new File([csvOf(rows)], 'clipboard.csv', { type: 'text/csv' })
}

/** A file or copied cells, pasted anywhere on the page. */
function usePaste(onFile: (file: File) => void) {
  const latest = useRef(onFile)
  latest.current = onFile
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0] ?? fileOfCells(event.clipboardData?.getData('text/plain') ?? '')
      if (file) latest.current(file)
    }
    window.addEventListener('paste', listen)
    return () => window.removeEventListener('paste', listen)
  }, [])
}

interface FileStepProps {
  readonly collection: Collection
  readonly busy: boolean
  onFile(file: File): void
}

export function FileStep({ collection, busy, onFile }: FileStepProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  usePaste(onFile)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can also be dropped here; the button inside is for the rest. */}
      <div
        className="drop-zone"
        data-over={over || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={22} aria-hidden />
        <h2>{t('generic.import.drop')}</h2>
        <p>{t('generic.import.dropText')}</p>
        <Button type="primary" loading={busy} onClick={() => input.current?.click()} autoFocus>
          {t('generic.import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept={accepted}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('generic.import.choose')}
          onChange={event => event.target.files?.[0] && onFile(event.target.files[0])}
        />
      </div>
      <Fields collection={collection} />
      <RecentImports path={collection.path} />
    </>
  )
}

/** Which columns a file may have, so that nobody has to try. */
function Fields({ collection }: { readonly collection: Collection }) {
  const { t } = useTranslation()
  return (
    <section className="import-fields">
      <h3>{t('generic.import.fields')}</h3>
      <p className="quiet small">{t('generic.import.fieldsText')}</p>
      <ul>
        {importable(collection.entity).map(field => (
          <li key={field.name} className="tag">
            {field.label}
            {field.required && <span className="quiet"> · {t('generic.import.needed')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
