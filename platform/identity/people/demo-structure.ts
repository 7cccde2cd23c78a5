/** Below its `under`, in the order of the list. */
export interface DemoDepartment {
  readonly code: string
  readonly name: string
  readonly under?: string
  /** A site's code. */
  readonly site?: string
  /** Keys of the roles everyone in it holds. */
  readonly roles?: readonly string[]
}
export interface DemoPosition {
  readonly code: string
  readonly name: string
  readonly department: string
  readonly headcount: number
}
/** Someone who signs in, found by the address, or a colleague without an account. */
export interface DemoColleague {
  readonly name: string
  readonly email: string
  readonly employeeNumber: string
  /** Codes, the main one first; with `!` for who leads it. */
  readonly departments: readonly string[]
  /** Codes; with `~` for who stands in. */
  readonly positions?: readonly string[]
}
export interface DemoStructure {
  readonly departments: readonly DemoDepartment[]
  readonly positions: readonly DemoPosition[]
  readonly colleagues: readonly DemoColleague[]
}

const department = (
  code: string,
  name: string,
  under?: string,
  more: Partial<DemoDepartment> = {},
): DemoDepartment => ({
  code,
  name,
  ...(under === undefined ? {} : { under }),
  ...more,
})
const position = (code: string, name: string, of: string, headcount = 1): DemoPosition => ({
  code,
  name,
  department: of,
  headcount,
})
const colleague = (
  employeeNumber: string,
  name: string,
  email: string,
  departments: readonly string[],
  positions: readonly string[] = [],
): DemoColleague => ({ employeeNumber, name, email, departments, positions })

const qiyuan: DemoStructure = {
  departments: [
    department('HQ', '总部', undefined, { site: 'HQ' }),
    department('GMO', '总经办', 'HQ'),
    department('SAL', '销售部', 'HQ', { site: 'HQ' }),
    department('SAL-E', '华东区', 'SAL'),
    department('SAL-S', '华南区', 'SAL'),
    department('SAL-O', '海外部', 'SAL', { site: 'NB' }),
    department('ENG', '工程交付部', 'HQ', { site: 'HQ' }),
    department('ENG-I', '实施组', 'ENG'),
    department('ENG-T', '技术支持组', 'ENG', { roles: ['engineer'] }),
    department('FIN', '财务部', 'HQ'),
    department('HR', '人力资源部', 'HQ'),
    department('PRD', '生产部', undefined, { site: 'KS' }),
    department('PRD-1', '一车间', 'PRD', { site: 'KS' }),
    department('PRD-Q', '质检部', 'PRD', { site: 'KS' }),
  ],
  positions: [
    position('GM', '总经理', 'GMO'),
    position('SAL-D', '销售总监', 'SAL'),
    position('SAL-E-M', '华东区客户经理', 'SAL-E', 2),
    position('SAL-O-M', '海外客户经理', 'SAL-O', 3),
    position('ENG-D', '交付总监', 'ENG'),
    position('ENG-I-E', '实施工程师', 'ENG-I', 3),
    position('FIN-A', '会计', 'FIN', 2),
    position('PRD-D', '生产经理', 'PRD'),
    position('PRD-Q-I', '质检员', 'PRD-Q', 2),
  ],
  colleagues: [
    colleague('QY-0001', '陈思源', 'chen.siyuan@qiyuan.example', ['GMO!', 'HQ!'], ['GM']),
    colleague('QY-0007', '何静', 'he.jing@qiyuan.example', ['SAL!', 'SAL-S'], ['SAL-D']),
    colleague('QY-0112', '林知远', 'lin.zhiyuan@qiyuan.example', ['SAL-E!', 'SAL-O'], ['SAL-E-M', '~SAL-D']),
    colleague('QY-0135', '陈默', 'chen.mo@qiyuan.example', ['SAL-E'], ['SAL-E-M']),
    colleague('QY-0148', '黄子轩', 'huang.zixuan@qiyuan.example', ['SAL-S!']),
    colleague('QY-0200', 'Marcus Lind', 'marcus.lind@qiyuan.example', ['SAL-O!'], ['SAL-O-M']),
    colleague('QY-0201', 'Sofia Ruiz', 'sofia.ruiz@qiyuan.example', ['SAL-O'], ['SAL-O-M']),
    colleague('QY-0020', '吴建国', 'wu.jianguo@qiyuan.example', ['ENG!'], ['ENG-D']),
    colleague('QY-0310', '赵启明', 'zhao.qiming@qiyuan.example', ['ENG-I!', 'PRD'], ['ENG-I-E']),
    colleague('QY-0311', '王蕾', 'wang.lei@qiyuan.example', ['ENG-I'], ['ENG-I-E', '~ENG-D']),
    colleague('QY-0325', '刘洋', 'liu.yang@qiyuan.example', ['ENG-T!']),
    colleague('QY-0330', '孙悦', 'sun.yue@qiyuan.example', ['ENG-T']),
    colleague('QY-0015', '周敏', 'zhou.min@qiyuan.example', ['FIN!'], ['FIN-A']),
    colleague('QY-0016', '郑丽', 'zheng.li@qiyuan.example', ['HR!']),
    colleague('QY-0030', '徐志强', 'xu.zhiqiang@qiyuan.example', ['PRD!'], ['PRD-D']),
    colleague('QY-0411', '马超', 'ma.chao@qiyuan.example', ['PRD-1!']),
    colleague('QY-0412', '朱婷', 'zhu.ting@qiyuan.example', ['PRD-Q!'], ['PRD-Q-I']),
  ],
}

const harbor: DemoStructure = {
  departments: [
    department('OPS', 'Operations', undefined, { site: 'HQ' }),
    department('SALES', 'Sales', 'OPS'),
    department('LAB', 'Calibration lab', 'OPS'),
  ],
  positions: [position('COO', 'Head of operations', 'OPS'), position('LAB-T', 'Lab technician', 'LAB', 2)],
  colleagues: [
    colleague('H-01', 'Maya Collins', 'maya.collins@harbor.example', ['OPS!'], ['COO']),
    colleague('H-07', 'Tom Reyes', 'tom.reyes@harbor.example', ['LAB!'], ['LAB-T']),
    colleague('H-09', 'Ines Park', 'ines.park@harbor.example', ['SALES!']),
  ],
}

/** By the organisation's slug. */
export const demoStructures: Readonly<Record<string, DemoStructure>> = { qiyuan, harbor }
