import { toast } from '../../ui/toast.tsx'

/** Puts a record's full address on the clipboard. */
export const copyLink = (href: string, done: string): Promise<void> =>
  copyText(new URL(href, window.location.href).href, done)

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyBySelection(text) // plain HTTP on a local network has no clipboard API
  }
  toast({ text: done })
}

function copyBySelection(text: string) {
  const box = document.createElement('textarea')
  box.value = text
  document.body.append(box)
  box.select()
  document.execCommand('copy')
  box.remove()
}
