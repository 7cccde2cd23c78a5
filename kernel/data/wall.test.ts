import { testApp } from '../testing/app.ts'
import { testWall } from '../testing/wall.ts'
import { workshop } from '../testing/workshop.ts'

testWall(await testApp([workshop]))
