/** What the list asks when it is opened, as it goes over the line: the page's first line asks it (docs/decisions/0076). */
import { doors } from '#contracts/queue.ts';
import { doors as handover } from '#contracts/queue-handover.ts';
import { doors as views } from '#contracts/queue-views.ts';
import { questionOf } from '#lib/platform/call.ts';
import { SIZE } from './first.ts';

export const listQuestions = () => [
	questionOf(doors, 'queue_page', { filter: {}, after: null, size: SIZE }),
	questionOf(views, 'queue_views', {}),
	questionOf(handover, 'queue_handover_due', {})
];
