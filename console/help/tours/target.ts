const patience = 6_000

const isShown = (element: Element) => {
  const { width, height } = element.getBoundingClientRect()
  return width > 0 && height > 0
}

/** What a step points at: of several, such as one for the phone and one for the desk, the one on screen. */
export const targetOf = (name: string) =>
  [...document.querySelectorAll(`[data-tour="${CSS.escape(name)}"]`)].find(isShown)

/** Once it is on screen; undefined when it does not come, and the step is left out. */
export async function arrival(name: string): Promise<Element | undefined> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    const target = targetOf(name)
    if (target) return target
    await new Promise(resolve => setTimeout(resolve, 60))
  }
  return undefined
}
