import { useTranslation } from 'react-i18next'
import { blocks, type Faces, floor, mortises, trunk } from './joint.ts'

function Box({ faces, className }: { faces: Faces; className?: string | undefined }) {
  return (
    <g className={className}>
      <path className="joint-top" fillRule="evenodd" d={faces.top} />
      <path className="joint-right" d={faces.right} />
      <path className="joint-left" d={faces.left} />
    </g>
  )
}

/** The product in one drawing: a beam with mortises, and the tenons of three systems on their way into it. */
export function Joint() {
  const { t } = useTranslation()
  return (
    <svg viewBox="0 0 640 640" className="joint" role="img" aria-label={t('signIn.drawing')}>
      <defs>
        {mortises.map(({ mouth }) => (
          <clipPath key={mouth} id={`mortise-${mortises.findIndex(each => each.mouth === mouth)}`}>
            <path d={mouth} />
          </clipPath>
        ))}
      </defs>
      <path className="joint-floor" d={floor.join('')} />
      <Box faces={trunk} />
      {mortises.map(({ mouth, back, side }, at) => (
        <g key={mouth} clipPath={`url(#mortise-${at})`}>
          <path className="joint-depth" d={mouth} />
          <path className="joint-left" d={back} />
          <path className="joint-right" d={side} />
        </g>
      ))}
      {blocks.map(({ tenon, body, guides }) => (
        <g key={body.top} className={tenon ? undefined : 'joint-seated'}>
          <path className="joint-guide" d={guides.join('')} />
          {tenon && <Box faces={tenon} className="joint-tenon" />}
          <Box faces={body} />
        </g>
      ))}
    </svg>
  )
}
