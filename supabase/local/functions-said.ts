/** What the process of the edge functions says, and how much of it is told. */
import type { ChildProcess } from 'node:child_process';
import type { Log } from './log.ts';
import { Stop } from './stop.ts';

/** The port that its first line names. @throws Stop with the first line that speaks of an error */
export function ready(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		let said = '';
		const keep = (text: string) => void (said = (said + text).slice(-2000));
		child.stderr!.setEncoding('utf8').on('data', keep);
		child.once('error', () => reject(new Stop('Deno could not be started: run `npm install`.')));
		child.once('exit', () => {
			const reason =
				said
					.split('\n')
					.find((line) => line.includes('rror'))
					?.trim() ?? 'no reason given';
			reject(new Stop(`The edge functions did not start: ${reason}`));
		});
		child.stdout!.setEncoding('utf8').once('data', (line: string) => {
			child.stderr!.off('data', keep);
			resolve(JSON.parse(line).port);
		});
	});
}

/** Only our own reduced lines pass; whatever a library prints may quote a request. */
export function forwardNotes(child: ChildProcess, log: Log): void {
	const note = /^edge: function=[\w-]+ error=\w+$/;
	child.stderr!.on('data', (text: string) => {
		for (const line of text.split('\n')) if (note.test(line)) log(line);
	});
	child.stdout!.resume();
}
