/** What reaches a log: kinds of errors, never what people typed. */
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { bare, guardConsole, reduce, takeWords } from '../../supabase/local/log.ts';
import { Stop } from '../../supabase/local/stop.ts';

const refused = Object.assign(new Error('duplicate key: (phone)=(+84900000101)'), {
	name: 'PostgresError',
	code: '23505',
	detail: 'Key (name)=(Nguyễn Thị Lụa) already exists.',
	where: 'PL/pgSQL function booking.fill(uuid,jsonb) line 3 at SQL statement',
	constraint_name: 'codes_pkey',
	query: 'insert into booking.people values ($1)',
	parameters: ['Nguyễn Thị Lụa']
});

it('a failed statement becomes its state, its function and its constraint', () => {
	const line = 'sqlstate=23505 function=booking.fill constraint=codes_pkey';
	expect(reduce(refused)).toBe(line);
	expect(reduce(new Error('wrapped', { cause: refused }))).toBe(line);
});

it('an error of the database has no words left for a library that prints it, and says the same in the log', () => {
	const { query, parameters, ...said } = refused;
	const error = Object.assign(new Error(refused.message), { ...said, internal_query: 'Lụa' });
	// As the driver keeps them: nobody who prints the error prints these.
	Object.defineProperties(error, { query: { value: query }, parameters: { value: parameters } });
	const line = reduce(error);
	takeWords(error);
	expect(inspect(error, { depth: 9 })).not.toMatch(/Lụa|84900000101|duplicate/);
	expect(error.stack).toMatch(/^PostgresError: 23505\n +at .*log\.test\.ts/);
	expect(reduce(error)).toBe(line);
});

it('what ends the portal is told by its kind and its place, and a reason to stop by its sentence', () => {
	const odd = new TypeError('cannot read Lụa\n    at Lụa (Lụa:1:1)\nLụa');
	expect(bare(odd)).toMatch(/^error=TypeError\n +at .*log\.test\.ts/);
	expect(bare(odd)).not.toContain('Lụa');
	odd.message = 'another';
	expect(bare(odd)).not.toContain('Lụa');
	expect(bare(refused)).not.toMatch(/Lụa|84900000101/);
	expect(bare('Lụa')).toBe('refused');
	expect(bare(new Stop('The disk is full.'))).toBe('The disk is full.');
});

it('a refusal of ours goes on with its code, its field and its hint', () => {
	const ours = { code: 'PT422', detail: 'people.0.name', hint: 'bad_format' };
	const error = Object.assign(new Error('invalid'), ours, { where: 'SQL statement "Lụa"' });
	takeWords(error);
	expect(error).toMatchObject({ ...ours, message: 'invalid', where: undefined });
});

it('a refusal of ours is no news, except that the database was busy', () => {
	expect(reduce({ code: 'PT409', message: 'window_taken' })).toBeUndefined();
	expect(reduce({ code: 'PT503', message: 'busy' })).toBe('sqlstate=PT503');
});

it('whatever else goes wrong is told by its kind alone', () => {
	expect(reduce(new TypeError('cannot read Lụa'))).toBe('error=TypeError');
	expect(reduce({ code: 'ECONNREFUSED', name: 'Lụa và Bền' })).toBe(
		'error=unknown code=ECONNREFUSED'
	);
	expect(reduce({ code: '23505', constraint: 'tên "Lụa"', where: 'function Lụa(' })).toBe(
		'sqlstate=23505'
	);
	expect(reduce('Nguyễn Thị Lụa')).toBeUndefined();
});

it('libraries have no console of their own while the portal runs', () => {
	const lines: string[] = [];
	const release = guardConsole((line) => lines.push(line));
	const { error, warn, info, log, debug } = console;
	error('insert failed for Lụa', refused);
	warn('Lụa');
	for (const say of [info, log, debug]) say('Lụa', refused);
	release();
	expect(lines).toEqual(['api: sqlstate=23505 function=booking.fill constraint=codes_pkey']);
});
