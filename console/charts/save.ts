/** Offers something as a file. */
export function save(name: string, content: Blob) {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A title as the name of a file: what file systems refuse becomes a dash. */
export const fileName = (title: string, ending: string) => `${title.replace(/[\\/:*?"<>|\s]+/g, '-')}.${ending}`
