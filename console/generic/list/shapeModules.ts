import type { ComponentType } from 'react'
import { roomComponent } from '../../app/room-component.ts'
import type { Shape } from '../model/views.ts'
import type { ShapeProps } from './shape.ts'

const files = import.meta.glob<{ default: ComponentType<ShapeProps> }>('../{board,calendar,timeline,pivot}/shape.tsx')

/** Each shape there is, loaded with its texts when it is first shown. */
export const shapeModules: Partial<Record<Shape, ComponentType<ShapeProps>>> = Object.fromEntries(
  Object.entries(files).map(([path, load]) => {
    const room = path.split('/')[1] ?? ''
    return [room, roomComponent<ShapeProps>(room, load, 'default')]
  }),
)
