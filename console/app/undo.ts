import i18next from 'i18next'
import { toast, undoLatest } from '../ui/toast.tsx'

export interface Undoable {
  /** What was done: `3 licences moved to Suspended.` */
  readonly text: string
  /** Takes it back; its refusal is told in a toast of its own. */
  readonly undo: () => void | Promise<void>
}

/** Says what was done for 8 s with a way back; the way back stays open by Ctrl/Cmd Z until the page is left. */
export function offerUndo({ text, undo }: Undoable): void {
  toast({ text, undo: () => takeBack(undo) })
}

async function takeBack(undo: Undoable['undo']): Promise<void> {
  try {
    await undo()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    toast({ tone: 'risk', text: i18next.t('toast.notUndone', { reason }) })
  }
}

export { undoLatest }
