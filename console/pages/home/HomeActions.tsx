import { Button } from 'antd'
import { LayoutDashboard, Plus, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Menu } from '../../ui/Menu.tsx'
import type { Whose } from './asked.ts'
import type { HomeModel } from './useHome.ts'

interface HomeActionsProps {
  home: HomeModel
  editing: boolean
  onEdit: (editing: boolean) => void
}

/** Rearranging: begin, add what waits in the gallery, go back to what was declared, done. */
export function HomeActions({ home, editing, onEdit }: HomeActionsProps) {
  const { t } = useTranslation()
  if (!editing)
    return (
      <Button size="small" icon={<LayoutDashboard size={14} />} onClick={() => onEdit(true)} data-tour="home-layout">
        {t('home.edit')}
      </Button>
    )
  const items = home.spare.map(tile => ({
    key: tile.name,
    label: tile.label,
    onSelect: () => home.add(tile.name),
  }))
  return (
    <>
      {items.length > 0 && (
        <Menu label={t('home.gallery')} groups={[{ label: t('home.gallery'), items }]} className="ant-btn-like">
          <Plus size={14} aria-hidden />
          {t('home.add')}
        </Menu>
      )}
      <Button size="small" icon={<RotateCcw size={13} />} disabled={!home.isTouched} onClick={home.reset}>
        {t('home.reset')}
      </Button>
      <Button size="small" type="primary" onClick={() => onEdit(false)}>
        {t('home.finish')}
      </Button>
    </>
  )
}

interface WhoseSwitchProps {
  choices: readonly Whose[]
  whose: Whose
  onChange: (whose: Whose) => void
}

/** Whose records the tiles speak of. */
export function WhoseSwitch({ choices, whose, onChange }: WhoseSwitchProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="segments" aria-label={t('home.whose')}>
      {choices.map(each => (
        <button key={each} type="button" aria-pressed={whose === each} onClick={() => onChange(each)}>
          {t(`home.whoseIs.${each}`)}
        </button>
      ))}
    </fieldset>
  )
}
