/** The first line of an officer's page asks what the page would (docs/decisions/0076): else it would ask twice. */
import { expect, it, vi } from 'vitest';
import { yearlyQuestion } from '../../src/lib/fund/first-fund.ts';
import { readYearly } from '../../src/lib/fund/yearly-fund.ts';
import { keepTokens } from '../../src/lib/platform/token.ts';
import { SIZE } from '../../src/lib/queue/first.ts';
import { listQuestions } from '../../src/lib/queue/first-queue.ts';
import { readDue } from '../../src/lib/queue/handover-queue.ts';
import { page } from '../../src/lib/queue/queue.ts';
import { views } from '../../src/lib/queue/views-queue.ts';
import { readDutyNow } from '../../src/lib/staff/duty-staff.ts';
import { deskQuestion, dutyQuestion, meQuestion } from '../../src/lib/staff/first-staff.ts';
import { me, readDesk } from '../../src/lib/staff/staff.ts';

it('what is asked early is what the page asks, to the letter', async () => {
	keepTokens({ token: async () => 'hers', refused: () => undefined });
	const sent: string[] = [];
	vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
		if (url === '/_config.json') return Response.json({ publishableKey: 'k', deploymentId: 'd' });
		sent.push(url + String(body));
		return Response.json({});
	});
	const list = () => page({}, null, SIZE);
	const verbs = [me, list, views, readDue, readDutyNow, readDesk, readYearly];
	// No answer keeps the contract, and none is needed here.
	await Promise.allSettled(verbs.map((ask) => ask()));
	vi.unstubAllGlobals();
	const others = [dutyQuestion(), deskQuestion(), yearlyQuestion()];
	const early = [meQuestion(), ...listQuestions(), ...others];
	expect(early.map(({ url, body }) => url + body)).toEqual(sent);
});
