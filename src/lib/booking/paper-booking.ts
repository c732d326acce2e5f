/** The verbs of the room on paper: sheets that are printed, and the day typed in from one. */
import { doors } from '#contracts/booking-paper.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type Sheets = Answered<'booking_sheets'>;
export type Sheet = Answered<'booking_sheet'>;
export type SheetRow = Sheet['rows'][number];
export type CopySheets = Answered<'booking_copy_sheets'>;
export type CopySheet = CopySheets['sheets'][number];
export type EnterDay = Asked<'booking_day_enter'>;
export type EnteredRow = EnterDay['rows'][number];
export type EnteredLine = Answered<'booking_day_enter'>['rows'][number];

export const readSheets = () => call(doors, 'booking_sheets', {});
/** The run sheet of a team's day; each case on it counts as read. */
export const readSheet = (team_day: string) => call(doors, 'booking_sheet', { team_day });
/** What must be copied into other systems for these visits; each counts as read. */
export const readCopySheets = (cases: string[]) => call(doors, 'booking_copy_sheets', { cases });
export const enterDay = (args: EnterDay) => call(doors, 'booking_day_enter', args);
