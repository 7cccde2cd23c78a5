import { toast } from '../../ui/toast.tsx'

/** Puts a record's full address on the clipboard. */
export async function copyLink(href: string, done: string): Promise<void> {
  const link = new URL(href, window.location.href).href
  try {
    await navigator.clipboard.writeText(link)
  } catch {
    copyBySelection(link) // plain HTTP on a local network has no clipboard API
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
