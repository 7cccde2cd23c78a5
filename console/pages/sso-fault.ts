/** Why a sign-in at another system did not end here, as the server wrote it into the address; told once. */
export function ssoFault(): string | undefined {
  const { search, pathname } = location
  const fault = new URLSearchParams(search).get('ssoProblem')
  if (fault === null) return undefined
  history.replaceState(history.state, '', pathname)
  return fault
}
