/** The verbs of the unit's lead: what may be edited of the unit, in one read, and each part saved by itself. */
import { doors, type Area, type Editable, type Settings } from '#contracts/unit.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
/** What a form hands over; the key is the intention's. */
type Request<Name extends keyof typeof doors> = Omit<Asked<Name>, 'key'>;

export type { Area, Editable, Settings };
export type HamletRequest = Request<'unit_hamlet_save'>;
export type KitRequest = Request<'unit_kit_save'>;
export type CalendarDay = Editable['days'][number];
export type EditedHamlet = Editable['hamlets'][number];
export type Clock = Editable['clocks'][number];
export type Kit = Editable['kits'][number];

/** All that a lead may edit. */
export const readEditable = () => call(doors, 'unit_editable', {});

/** The areas that units serve, for choosing a hamlet's. */
export const readAreas = async () => (await call(doors, 'unit_public', {})).areas;

export const saveUnit = (args: Asked<'unit_save'>) => call(doors, 'unit_save', args);
export const saveWindows = (args: Asked<'unit_windows_save'>) =>
	call(doors, 'unit_windows_save', args);
export const saveDay = (args: Asked<'unit_day_save'>) => call(doors, 'unit_day_save', args);
export const removeDay = (args: Asked<'unit_day_remove'>) => call(doors, 'unit_day_remove', args);
export const saveHamlet = (args: Asked<'unit_hamlet_save'>) =>
	call(doors, 'unit_hamlet_save', args);
export const saveClock = (args: Asked<'unit_clock_save'>) => call(doors, 'unit_clock_save', args);
export const saveKit = (args: Asked<'unit_kit_save'>) => call(doors, 'unit_kit_save', args);

/** Saves some of the settings. The others are read first, so that a colleague's change elsewhere stays. */
export async function saveSettings({ key, ...some }: Partial<Settings> & { key: string }) {
	const { settings } = await readEditable();
	return call(doors, 'unit_settings_save', { key, settings: { ...settings, ...some } });
}
