import { directory } from '@tenon/directory'
import { identity } from '@tenon/identity'
import type { System } from '@tenon/kernel/entity/system.ts'
import { licensing } from '@tenon/licensing'
import { messages } from '@tenon/messages'
import { operations } from '@tenon/operations'
import { reports } from '@tenon/reports'
import { workspace } from '@tenon/workspace'

/** Everything this server is made of, in the order of the navigation. A new system is one more line here. */
export const systems: readonly System[] = [licensing, directory, identity, operations, messages, workspace, reports]
