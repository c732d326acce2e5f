/** Pages that wait for a touch, with facts of whatever hour, and Kit on its way for as long as wanted. */
import { createHash } from 'node:crypto';
import { markOfFacts, type Fact as Any } from '../../src/routes/(citizen)/facts-mark.ts';
import { expect, type Page, type TestStack } from './world.ts';

/** The pages of results and of the ledger ask with Kit, and none of these opens them. */
type Fact = Exclude<Any, 'results' | 'ledger'>;
const doors: Record<Fact, string> = {
	units: 'unit_public',
	days: 'booking_days',
	figures: 'queue_figures_public'
};
const HOUR = 3_600_000;

/** A build of tests knows no facts, or made-up ones: the page gets those that the doors say, of now or of so many hours ago. */
export async function knows(
	page: Page,
	stack: TestStack,
	asked: Fact[],
	{ hoursAgo = 0, mark = '', at = '/', unit = '' } = {}
) {
	/** Of one unit alone a door wants to know which. */
	const of = unit ? { unit } : {};
	const answers = await Promise.all(
		asked.map(async (fact) => [fact, (await stack.rpc(doors[fact], of)).body] as const)
	);
	const since = Date.now() - hoursAgo * HOUR - 60_000;
	const facts = { asked, ...of, since, until: since + HOUR, mark };
	facts.mark ||= markOfFacts(Object.fromEntries(answers) as Record<Fact, object>);
	const policyOf = (script: string) => createHash('sha256').update(script).digest('base64');
	await page.route(
		({ pathname }) => pathname === at,
		async (route) => {
			const answer = await route.fetch();
			const html = await answer.text();
			const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
			const told = JSON.stringify(facts);
			const knowing = script.replace(/(?<=waiting = \{ facts: ).*(?=, late: )/, () => told);
			expect(knowing).not.toBe(script);
			const body = html.replace(script, () => knowing).replace(policyOf(script), policyOf(knowing));
			await route.fulfill({ response: answer, body });
		}
	);
}

/** Whether Kit has run: it writes down where it is. */
export const isAlive = (page: Page) => page.evaluate(() => history.state !== null);
export const isRead = async (page: Page) => {
	await page.waitForLoadState('networkidle');
	expect(await isAlive(page)).toBe(false);
};

/** Kit's own files stay on the way until this is called. */
export async function holdKit(page: Page) {
	const { promise: arrives, resolve: release } = Promise.withResolvers<void>();
	await page.route(/\/_app\/immutable\/entry\/app\./, async (route) => {
		await arrives;
		await route.continue();
	});
	return release;
}
