/** What reaches a log: kinds of errors, never what people typed. */
import { expect, it } from 'vitest';
import { guardConsole, reduce } from '../../supabase/local/log.ts';

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
