import { testApp } from './app.ts'
import { conformance } from './conformance.ts'
import { workshop } from './workshop.ts'

conformance(await testApp([workshop]))
