/** The browser saves the answer; an `<a>` keeps the cookie and shows its own progress. */
export function download(href: string) {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
