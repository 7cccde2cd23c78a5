import { ArrowDown, ArrowUp, RotateCcw, Trash2, X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CollectionIcon, iconNames } from '../../ui/icons.tsx'
import { useCatalog } from '../access/queries.ts'
import { type EditorNode, flat, holdsOthers, isOwn, mayStand, placeByKey } from './model.ts'
import { iconOf, nameOf } from './nameOf.ts'
import type { MenuDraft } from './useMenuDraft.ts'

interface EntryPanelProps {
  readonly node: EditorNode
  readonly draft: MenuDraft
  readonly mayWrite: boolean
  onClose(): void
}

/** All that can be said of one entry: its name in both languages, icon, address, who needs what to see it, its place. */
export function EntryPanel({ node, draft, mayWrite, onClose }: EntryPanelProps) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { key, item, given } = node
  const text = (name: 'label' | 'labelZh' | 'url') => (value: string) => draft.change(key, { [name]: value || null })
  return (
    <fieldset className="menus-entry" disabled={!mayWrite}>
      <header>
        <CollectionIcon name={iconOf(node)} size={16} />
        <h2 className="ellipsis">{nameOf(node, language)}</h2>
        <span className="spread" />
        <IconButton label={t('generic.form.close')} onClick={onClose}>
          <X size={15} />
        </IconButton>
      </header>
      <Field label={t('menus.name.en')} value={item?.label ?? ''} placeholder={given.en} onChange={text('label')} />
      <Field label={t('menus.name.zh')} value={item?.labelZh ?? ''} placeholder={given.zh} onChange={text('labelZh')} />
      {node.kind === 'link' && (
        <Field label={t('menus.url')} value={item?.url ?? ''} hint={t('menus.urlHint')} onChange={text('url')} />
      )}
      <Place node={node} draft={draft} />
      <Permission
        value={item?.permission ?? ''}
        onChange={permission => draft.change(key, { permission: permission || null })}
      />
      <IconChoice
        value={iconOf(node)}
        onChange={icon => draft.change(key, { icon: icon === given.icon ? null : icon })}
      />
      {mayWrite && (item || isOwn(key)) && (
        <button
          type="button"
          className="link menus-back"
          onClick={() => {
            draft.remove(key)
            if (isOwn(key)) onClose()
          }}
        >
          {isOwn(key) ? <Trash2 size={14} aria-hidden /> : <RotateCcw size={14} aria-hidden />}
          {t(isOwn(key) ? 'menus.remove' : 'menus.asGiven')}
        </button>
      )}
    </fieldset>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly hint?: string
  onChange(value: string): void
}
function Field({ label, value, placeholder, hint, onChange }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="ctl"
        value={value}
        placeholder={placeholder}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {hint && (
        <p id={`${id}-hint`} className="field-note">
          {hint}
        </p>
      )}
    </div>
  )
}

/** The way to move it without a mouse or a keyboard. */
function Place({ node, draft }: Pick<EntryPanelProps, 'node' | 'draft'>) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const id = useId()
  const targets = flat(draft.tree).filter(each => holdsOthers(each.key) && mayStand(draft.tree, node.key, each.key))
  const step = (key: string) => {
    const place = placeByKey(draft.tree, node, key)
    return place && (() => draft.put(node.key, place))
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('menus.stands')}</label>
      <div className="menus-place">
        <select
          id={id}
          className="ctl"
          value={node.parent ?? ''}
          onChange={event => draft.put(node.key, { parent: event.target.value || null })}
        >
          <option value="">{t('menus.atTop')}</option>
          {targets.map(target => (
            <option key={target.key} value={target.key}>
              {nameOf(target, language)}
            </option>
          ))}
        </select>
        <IconButton label={t('menus.up')} disabled={!step('ArrowUp')} onClick={step('ArrowUp')}>
          <ArrowUp size={15} />
        </IconButton>
        <IconButton label={t('menus.down')} disabled={!step('ArrowDown')} onClick={step('ArrowDown')}>
          <ArrowDown size={15} />
        </IconButton>
      </div>
    </div>
  )
}

function Permission({ value, onChange }: { readonly value: string; onChange(permission: string): void }) {
  const { t } = useTranslation()
  const id = useId()
  const systems = useCatalog().data?.systems ?? []
  return (
    <div className="field">
      <label htmlFor={id}>{t('menus.permission')}</label>
      <select id={id} className="ctl" value={value} onChange={event => onChange(event.target.value)}>
        <option value="">{t('menus.everybody')}</option>
        {systems.flatMap(system =>
          system.resources.map(resource => (
            <optgroup key={resource.name} label={`${system.label} · ${resource.label}`}>
              {resource.permissions.map(({ permission, label }) => (
                <option key={permission} value={permission}>
                  {resource.label}: {label}
                </option>
              ))}
            </optgroup>
          )),
        )}
      </select>
      <p className="field-note">{t('menus.permissionHint')}</p>
    </div>
  )
}

function IconChoice({ value, onChange }: { readonly value: string; onChange(icon: string): void }) {
  const { t } = useTranslation()
  return (
    <div className="field">
      <span className="edit-label">{t('menus.icon')}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot carry the label that stands above every control. */}
      <div className="menus-icons" role="group" aria-label={t('menus.icon')}>
        {iconNames.map(name => (
          <button
            key={name}
            type="button"
            aria-label={name}
            aria-pressed={name === value}
            onClick={() => onChange(name)}
          >
            <CollectionIcon name={name} />
          </button>
        ))}
      </div>
    </div>
  )
}
