/**
 * Officers' pages ask in their first line, and show their words before their files are there (docs/decisions/0076): what the build writes
 * into them for it.
 */
import { createHash } from 'node:crypto';
import { listQuestions } from '#lib/queue/first-queue.ts';
import { kept, keptKey } from '#lib/platform/early.ts';
import { askEarly, keepPress, type Told } from '#lib/platform/early-script.ts';
import { how } from '#lib/platform/send.ts';
import { yearlyQuestion } from '#lib/fund/first-fund.ts';
import { deskQuestion, dutyQuestion, meQuestion } from '#lib/staff/first-staff.ts';

/** Pages for people who have no session yet. What is pressed on the one that stands as built is remembered. */
const open: Record<string, string> = {
	'/(staff)/staff/sign-in': `(${keepPress})()`,
	'/(staff)/staff/invitation': ''
};

/** What an officer's page says in its first line; nothing where there is nobody to ask about. */
export function firstLine(route: string, ofCase: readonly string[]): string {
	if (route in open) return open[route]!;
	const isList = route === '/(staff)/queue';
	const told: Told = {
		session: kept,
		portal: keptKey,
		how,
		always: [meQuestion()],
		plainly: isList ? [...listQuestions(), dutyQuestion()] : [],
		ofRoles: isList
			? [
					{ roles: ['lead', 'investigator'], question: deskQuestion() },
					{ roles: ['lead', 'treasurer'], question: yearlyQuestion() }
				]
			: [],
		ofCase: isList ? ofCase : []
	};
	return `(${askEarly})(${JSON.stringify(told)})`;
}

const policy = /<meta http-equiv="content-security-policy"[^>]*>/;
const style = /\s*<link href="[^"]+\.css" rel="stylesheet">/;

/**
 * The page with that line before everything that is fetched, allowed by its hash, and with its styles before its scripts: on a line with few
 * places what is named first comes first, and nothing is seen before the styles.
 * @throws Error where Kit writes its pages in another way than it did
 */
export function earlyPage(html: string, route: string, ofCase: readonly string[]): string {
	const line = firstLine(
		route,
		ofCase.filter((file) => !html.includes(file))
	);
	const [meta] = policy.exec(html) ?? [];
	const [styles] = style.exec(html) ?? [];
	if (!meta?.includes("script-src 'self' ") || !styles)
		throw new Error('Kit writes its pages in another way than src/early-pages.ts knows.');
	const hash = createHash('sha256').update(line).digest('base64');
	const allowed = line
		? meta.replace("script-src 'self' ", (from) => `${from}'sha256-${hash}' `)
		: meta;
	const script = line ? `\n\t\t<script>${line}</script>` : '';
	return html.replace(styles, '').replace(meta, () => allowed + script + styles);
}
