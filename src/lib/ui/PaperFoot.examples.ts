import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Chân tờ in của cán bộ',
		props: {
			mark: {
				number: '26-0412',
				reader: 'Nguyễn Thị Trực',
				unit: 'Công an phường Đức Phổ',
				when: '08:30, 25/11/2026'
			}
		}
	}
];
