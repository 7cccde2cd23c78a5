/** The mark: a beam above, the tenon that enters it below. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden className="logo">
      <rect width="20" height="20" rx="5" className="logo-ground" />
      <path d="M4.5 6h11v3h-3.4v1.9H7.9V9H4.5z" className="logo-mark" />
      <path d="M6.6 12.1h6.8v2.4H6.6z" className="logo-mark" opacity=".64" />
    </svg>
  )
}
