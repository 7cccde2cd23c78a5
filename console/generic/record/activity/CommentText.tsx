import { useSession } from '../../../app/session.tsx'
import { piecesOf } from '../composer/mentions.ts'

const address = /(https?:\/\/[^\s<>"'）。，]+)/

/** Plain text with its web addresses as links: nothing else of it is markup. */
const Plain = ({ text }: { readonly text: string }) =>
  text.split(address).map((piece, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name.
      <a key={`${at}${piece}`} className="link" href={piece} target="_blank" rel="noreferrer noopener">
        {piece}
      </a>
    ) : (
      piece
    ),
  )

/** A comment as it is read: people stand out, oneself most. */
export function CommentText({ text }: { readonly text: string }) {
  const { person } = useSession()
  return (
    <p className="comment-text">
      {piecesOf(text).map((piece, at) =>
        typeof piece === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name.
          <Plain key={at} text={piece} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name.
          <span key={at} className="mention" data-me={piece.name === person.name || undefined}>
            @{piece.name}
          </span>
        ),
      )}
    </p>
  )
}
