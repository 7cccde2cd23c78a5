import { useState } from 'react'
import type { KeptFile } from '../social.ts'
import { Preview } from './Preview.tsx'
import { contentOf } from './useFiles.ts'

export const isImage = ({ type }: KeptFile) => /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)

/** A file's name as a link to it; a plain click on a picture shows it over the page, with the others beside it. */
export function FileName({ file, among }: { readonly file: KeptFile; readonly among: readonly KeptFile[] }) {
  const [shown, setShown] = useState<string>()
  const pictures = among.filter(isImage)
  return (
    <>
      <a
        className="link file-name"
        href={contentOf(file, isImage(file))}
        {...(!isImage(file) && { download: file.name })}
        onClick={event => {
          if (!isImage(file) || event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          setShown(file.id)
        }}
      >
        {file.name}
      </a>
      {shown && <Preview pictures={pictures} shown={shown} onShow={setShown} onClose={() => setShown(undefined)} />}
    </>
  )
}
