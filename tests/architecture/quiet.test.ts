import { globSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';
import { quiet } from '../../src/lib/ui/quiet.ts';

/** Rooms in whose fields somebody writes to officers, or officers write back. */
const files = globSync('src/lib/{tips,lookup}/*.svelte');
const typed = new Set(['Field', 'TextArea', 'PhoneField', 'Combobox', 'input', 'textarea']);

type Tag = AST.Component | AST.RegularElement;

/** Every tag that takes typing, with its attributes by name and as they stand. */
function fieldsOf(file: string) {
	const source = readFileSync(file, 'utf8');
	const found: { tag: string; attributes: Map<string, string> }[] = [];
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (typeof node !== 'object' || node === null) return;
		const { type, name, attributes = [] } = node as Tag;
		if ((type === 'Component' || type === 'RegularElement') && typed.has(name)) {
			const named = attributes.filter((one) => one.type === 'Attribute');
			const text = named.map((one) => [one.name, source.slice(one.start, one.end)] as const);
			found.push({ tag: `${name} in ${file}`, attributes: new Map(text) });
		}
		Object.values(node).forEach(visit);
	};
	visit(parse(source, { modern: true }).fragment);
	return found.filter(({ attributes }) => attributes.get('type') !== 'type="file"');
}

it('no service of a browser or a keyboard hears what is typed in a tip, in an answer or by an officer', () => {
	expect(quiet).toEqual({ autocomplete: 'off', autocorrect: 'off', spellcheck: false });
	const fields = files.flatMap(fieldsOf);
	expect(fields.length).toBeGreaterThan(20);
	for (const { tag, attributes } of fields) {
		const given = attributes.get('attributes') ?? '';
		expect(given, tag).toMatch(/^attributes=\{(?:quiet|\{ \.\.\.quiet,[^]*\})\}$/);
		expect(given, tag).not.toMatch(/autocomplete|autocorrect|spellcheck/);
	}
});

it('what a field is given reaches the control behind what it has by itself', () => {
	for (const name of ['Field', 'TextArea'])
		expect(readFileSync(`src/lib/ui/${name}.svelte`, 'utf8')).toMatch(
			/autocomplete="off"\s+\{\.\.\.attributes\}\s+class=/
		);
});
