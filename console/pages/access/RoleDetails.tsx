import { useEffect } from 'react'
import type { Collection } from '../../app/meta.ts'
import { FieldRow } from '../../generic/form/FieldRow.tsx'
import { ProblemsContext } from '../../generic/form/problems.ts'
import { useFields } from '../../generic/form/useFields.ts'
import type { RoleDraft, RoleValues } from './useRoleDraft.ts'

const edited = ['name', 'nameZh', 'key', 'kind', 'description']

/** The plain fields of a role, judged as every form judges them, kept in the role's draft. */
export function useDetails({ entity }: Collection, draft: RoleDraft) {
  const shown = edited.flatMap(name => entity.fields.find(field => field.name === name && field.writable) ?? [])
  const plain = { ...draft.values } as Record<string, unknown>
  const fields = useFields(shown, plain)
  const typed = JSON.stringify(shown.map(({ name }) => plain[name] ?? null))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a discarded or saved draft is what the form starts from again.
  useEffect(() => {
    if (JSON.stringify(shown.map(({ name }) => fields.values[name] ?? null)) !== typed) fields.reset(plain)
  }, [typed])
  return {
    shown,
    fields: {
      ...fields,
      set: (name: string, value: unknown) => {
        fields.set(name, value)
        draft.set({ [name]: value === '' ? null : value } as Partial<RoleValues>)
      },
    },
    check: fields.check,
  }
}

export function RoleDetails({
  details: { shown, fields },
  readOnly,
}: {
  readonly details: ReturnType<typeof useDetails>
  readonly readOnly: boolean
}) {
  return (
    <fieldset className="role-scroll role-details" disabled={readOnly}>
      <ProblemsContext value={fields.problems}>
        <div className="form-grid">
          {shown.map(field => (
            <FieldRow key={field.name} field={field} fields={fields} />
          ))}
        </div>
      </ProblemsContext>
    </fieldset>
  )
}
