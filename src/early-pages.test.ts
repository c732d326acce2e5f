import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { earlyPage, firstLine } from './early-pages.ts';

/** As Kit's render.js writes an officer's page. */
const built = `<head>
		<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self' 'sha256-kit='; style-src 'self'">
		<link href="/_app/immutable/entry/start.js" rel="modulepreload">
		<link href="/_app/immutable/assets/around.css" rel="stylesheet" disabled media="(max-width: 0)">
		<link href="/_app/immutable/assets/desk.css" rel="stylesheet">
	</head>`;
const hashOf = (script: string) => createHash('sha256').update(script).digest('base64');
const scriptIn = (html: string) => /<script>([^]*)<\/script>/.exec(html)?.[1];

it.each(['/(staff)/queue', '/(staff)/queue/clocks', '/(staff)/staff/sign-in'])(
	'the first line of %s may run, and stands before what is fetched, with the styles',
	(route) => {
		const html = earlyPage(built, route, ['/_app/case.js']);
		const line = scriptIn(html)!;
		expect(html).toContain(`script-src 'self' 'sha256-${hashOf(line)}' 'sha256-kit='`);
		// It is read by a browser as it stands.
		expect(() => new Function(line)).not.toThrow();
		const order = ['<meta', '<script>', 'desk.css', 'entry/start.js'].map((part) =>
			html.indexOf(part)
		);
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(html.split('desk.css')).toHaveLength(2);
	}
);

it('a page asks for what it shows, and nobody asks for the list who does not open it', () => {
	const doors = (route: string) =>
		[...firstLine(route, []).matchAll(/rpc\/(\w+)/g)].map(([, door]) => door);
	expect(doors('/(staff)/queue/clocks')).toEqual(['staff_me']);
	expect(doors('/(staff)/queue')).toContain('queue_page');
	expect(doors('/(staff)/staff/sign-in')).toEqual([]);
});

it('what a page names already is not named once more for a case', () => {
	const line = scriptIn(
		earlyPage(built, '/(staff)/queue', ['/_app/immutable/entry/start.js', '/a.js'])
	)!;
	expect(line).toContain('"ofCase":["/a.js"]');
});

it('a Kit that writes its pages in another way stops the build', () => {
	expect(() =>
		earlyPage(built.replace('desk.css" rel', 'desk.css"  rel'), '/(staff)/queue', [])
	).toThrow('Kit writes');
});
