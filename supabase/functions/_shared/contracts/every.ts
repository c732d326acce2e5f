/**
 * Every door of every room: for the gate before the API and for tests. Never for a browser or a function, which take the
 * contract of their own room.
 */
import { doors as booking } from './booking.ts';
import { doors as evening } from './booking-evening.ts';
import { doors as figures } from './booking-figures.ts';
import { doors as gathering } from './booking-gathering.ts';
import { doors as lists } from './booking-lists.ts';
import { doors as paper } from './booking-paper.ts';
import { doors as postponing } from './booking-postponing.ts';
import type { Door } from './door.ts';
import { doors as fund } from './fund.ts';
import { doors as ledger } from './fund-ledger.ts';
import { doors as payments } from './fund-payments.ts';
import { doors as publicLedger } from './fund-public.ts';
import { doors as yearly } from './fund-yearly.ts';
import { doors as bank } from './fund-bank.ts';
import { doors as notify } from './notify.ts';
import { doors as queueViews } from './queue-views.ts';
import { doors as live } from './queue-live.ts';
import { doors as queue } from './queue.ts';
import { doors as queueData } from './queue-data.ts';
import { doors as erasures } from './queue-erasures.ts';
import { doors as queueFigures } from './queue-figures.ts';
import { doors as clocks } from './queue-clocks.ts';
import { doors as handover } from './queue-handover.ts';
import { doors as factor } from './staff-factor.ts';
import { doors as audit } from './queue-audit.ts';
import { doors as accounts } from './staff-accounts.ts';
import { doors as merging } from './queue-merging.ts';
import { doors as replies } from './queue-replies.ts';
import { doors as results } from './results.ts';
import { doors as news } from './news.ts';
import { doors as newsCampaigns } from './news-campaigns.ts';
import { doors as newsDesk } from './news-desk.ts';
import { doors as follow } from './notify-follow.ts';
import { doors as rounds } from './rounds.ts';
import { doors as road } from './rounds-field.ts';
import { doors as staff } from './staff.ts';
import { doors as duty } from './staff-duty.ts';
import { doors as reset } from './staff-reset.ts';
import { doors as support } from './support.ts';
import { doors as tips } from './tips.ts';
import { doors as unit } from './unit.ts';

export const everyDoor: Record<string, Door> = {
	...booking,
	...evening,
	...figures,
	...gathering,
	...lists,
	...paper,
	...postponing,
	...factor,
	...fund,
	...ledger,
	...payments,
	...publicLedger,
	...yearly,
	...bank,
	...live,
	...notify,
	...queue,
	...queueData,
	...erasures,
	...queueFigures,
	...clocks,
	...queueViews,
	...handover,
	...accounts,
	...audit,
	...merging,
	...replies,
	...results,
	...news,
	...newsCampaigns,
	...newsDesk,
	...follow,
	...rounds,
	...road,
	...staff,
	...duty,
	...reset,
	...support,
	...tips,
	...unit
};
