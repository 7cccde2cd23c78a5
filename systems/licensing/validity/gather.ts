/** Flights of one group side by side; what arrives meanwhile leaves together in the next. */
const sideBySide = 2
const mostTogether = 64

interface Waiting<Q, A> {
  readonly question: Q
  readonly resolve: (answer: A) => void
  readonly reject: (error: unknown) => void
}

/**
 * Sends questions of one kind together when many arrive at once: alone, a question leaves at once; under load, one flight
 * carries all that have come while the ones before were under way, so that each costs a part of a flight. `send` answers
 * in the order of the questions. A flight that fails is asked again question by question, so that none fails for another.
 */
export function gathered<Q, A>(send: (questions: readonly Q[]) => Promise<readonly A[]>): (question: Q) => Promise<A> {
  const waiting: Waiting<Q, A>[] = []
  let underWay = 0

  async function alone({ question, resolve, reject }: Waiting<Q, A>): Promise<void> {
    await send([question]).then(([answer]) => resolve(answer as A), reject)
  }
  async function together(some: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await send(some.map(({ question }) => question))
      for (const [i, { resolve }] of some.entries()) resolve(answers[i] as A)
    } catch (error) {
      if (some.length > 1) await Promise.all(some.map(alone))
      else some[0]?.reject(error)
    }
  }
  function leave(): void {
    if (underWay >= sideBySide || waiting.length === 0) return
    underWay++
    void together(waiting.splice(0, mostTogether)).finally(() => {
      underWay--
      leave()
    })
  }
  return question =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      leave()
    })
}
