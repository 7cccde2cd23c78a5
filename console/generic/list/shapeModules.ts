import { type ComponentType, lazy } from 'react'
import type { Shape } from '../model/views.ts'
import type { ShapeProps } from './shape.ts'

const files = import.meta.glob<{ default: ComponentType<ShapeProps> }>('../{board,calendar,timeline,pivot}/shape.tsx')

/** Each shape there is, loaded when it is first shown. */
export const shapeModules: Partial<Record<Shape, ComponentType<ShapeProps>>> = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [path.split('/')[1], lazy(load)]),
)
