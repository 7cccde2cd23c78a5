import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { newKey, request } from '../../../app/api.ts'
import { useSession } from '../../../app/session.tsx'
import { removeLater } from '../removeLater.ts'
import { type Around, aroundOptions, type Comment, type Comments, commentsOptions } from '../social.ts'
import { storedOf, type Typed } from './mentions.ts'

/** Saying something of a record, and changing what one said. Each shows at once; a refusal throws ApiProblem. */
export function useComments(path: string, id: string) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const { person } = useSession()
  const { queryKey } = commentsOptions(path, id)
  const show = (change: (comments: readonly Comment[], page: number) => readonly Comment[]) =>
    client.setQueryData<Comments>(
      queryKey,
      all => all && { ...all, pages: all.pages.map((page, at) => ({ ...page, data: change(page.data, at) })) },
    )
  const count = (by: number) =>
    client.setQueryData<Around>(
      aroundOptions(path, id).queryKey,
      around => around && { ...around, comments: around.comments + by },
    )
  const refresh = () => client.invalidateQueries({ queryKey })

  const send = async (typed: Typed) => {
    const { text, mentions } = storedOf({ ...typed, text: typed.text.trim() })
    const sending: Comment = {
      id: `sending-${newKey()}`,
      author: { id: person.id, name: person.name },
      text,
      mentions: typed.picks,
      at: new Date().toISOString(),
      editedAt: null,
      mayChange: false,
      isSending: true,
    }
    await client.cancelQueries({ queryKey })
    show((comments, page) => (page === 0 ? [...comments, sending] : comments))
    try {
      const kept = await request<Comment>('POST', `/${path}/${id}/comments`, { body: { text, mentions } })
      show(comments => comments.map(each => (each.id === sending.id ? kept : each)))
      count(1)
    } catch (error) {
      show(comments => comments.filter(each => each.id !== sending.id))
      throw error
    } finally {
      refresh()
    }
  }
  const edit = async (comment: Comment, typed: Typed) => {
    const { text, mentions } = storedOf({ ...typed, text: typed.text.trim() })
    show(comments => comments.map(each => (each.id === comment.id ? { ...each, text } : each)))
    try {
      await request('PATCH', `/comments/${comment.id}`, { body: { text, mentions } })
    } finally {
      await refresh()
    }
  }
  const remove = (comment: Comment) => {
    removeLater(comment.id, {
      address: `/comments/${comment.id}`,
      text: t('record.commentRemoved'),
      done: () => Promise.all([refresh(), client.invalidateQueries(aroundOptions(path, id))]),
    })
  }
  return { send, edit, remove }
}
