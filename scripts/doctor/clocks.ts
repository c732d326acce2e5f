/** The clocks: promises, sessions and lists are measured by the server's, and residents' pages take their "now" from it. */
import { doubt, fault, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

const second = 1000;

const told = (whose: string, off: number): Found[] => {
	const seconds = Math.round(Math.abs(off) / second);
	const what = `The clock of the ${whose} is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's.`;
	const todo =
		'Have both follow a time server (timedatectl set-ntp true), then look again: one of the two is wrong.';
	if (Math.abs(off) > 60 * second) return [fault(what, todo)];
	return Math.abs(off) > 5 * second ? [doubt(what, todo)] : [];
};

export async function clocks({ ask, config }: Patient): Promise<Found[]> {
	const answer = await ask('/rest/v1/rpc/unit_public', {
		method: 'POST',
		headers: { 'content-type': 'application/json', apikey: config?.publishableKey ?? '' },
		body: '{}'
	});
	const middle = (answer.sent + answer.came) / 2;
	const slack = (answer.came - answer.sent) / 2;
	/** What the way there and back cannot explain. */
	const beyond = (off: number) => Math.sign(off) * Math.max(0, Math.abs(off) - slack);
	const host = Date.parse(answer.headers.get('date') ?? '');
	const database = Date.parse(/"as_of":\s*"([^"]+)"/.exec(answer.text)?.[1] ?? '');
	return [
		// It names whole seconds.
		...(Number.isNaN(host) ? [] : told('web server', beyond(host + second / 2 - middle))),
		...(Number.isNaN(database) ? [] : told('database', beyond(database - middle)))
	];
}
