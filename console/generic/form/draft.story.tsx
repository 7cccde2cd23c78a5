import { nothing, type Story } from '../../ui/stories/story.ts'
import { DraftBanner, DraftState } from './DraftBanner.tsx'
import './form.css'

const at = '2026-11-21T01:12:00Z'
const draft = { values: {}, version: null, at, device: { id: 'd2', name: 'Chrome · Android' } }

export const stories: readonly Story[] = [
  {
    name: 'draft-banner',
    title: 'DraftBanner: restored, and found from another device',
    render: () => (
      <div className="story-rows">
        <DraftBanner
          found={{ draft, restored: true, isOtherDevice: false, isOlder: false }}
          onRestore={nothing}
          onDiscard={nothing}
        />
        <DraftBanner
          found={{ draft, restored: false, isOtherDevice: true, isOlder: true }}
          onRestore={nothing}
          onDiscard={nothing}
        />
      </div>
    ),
  },
  {
    name: 'save-state',
    title: 'SaveState: kept everywhere, on this device only',
    render: () => (
      <>
        <DraftState kept={{ at, onServer: true }} />
        <DraftState kept={{ at, onServer: false }} />
      </>
    ),
  },
]
