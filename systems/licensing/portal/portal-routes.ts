import type { Route } from '@tenon/kernel/http/route.ts'
import { commentRoutes } from './comment-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { dealRoutes } from './deal-routes.ts'
import { inviteRoutes } from './invite.ts'
import { partnerLicenseRoutes } from './license-routes.ts'
import { meRoutes } from './me-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { productRoutes } from './product-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** What the portals of partners and customers are made of, beside the addresses of the records themselves. */
export const portalRoutes: readonly Route[] = [
  ...signInRoutes,
  ...meRoutes,
  ...productRoutes,
  ...orderRoutes,
  ...commentRoutes,
  ...partnerLicenseRoutes,
  ...dealRoutes,
  ...customerRoutes,
  ...inviteRoutes,
]
