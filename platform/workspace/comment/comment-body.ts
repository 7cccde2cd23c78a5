import { z } from 'zod'

export const commentBody = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(10_000)
    .refine(text => !text.includes('\u0000'), { params: { code: 'INVALID_CHARACTER' } }),
  mentions: z.array(z.uuid()).max(50).default([]),
})
export type CommentBody = z.infer<typeof commentBody>

const person = z.object({ id: z.string().nullable(), name: z.string() })
export const commentReply = z.object({
  id: z.string(),
  author: person,
  text: z.string(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  at: z.string(),
  editedAt: z.string().nullable(),
  mayChange: z.boolean(),
  mayRemove: z.boolean(),
})
export type CommentReply = z.infer<typeof commentReply>

export const commentsQuery = z.strictObject({
  'page[size]': z.coerce.number().int().min(1).max(200).default(50),
  'page[before]': z.string().max(200).optional(),
})
export interface CommentsQuery {
  readonly size: number
  readonly before: string | undefined
}
