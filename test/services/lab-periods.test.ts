import { describe, expect, test } from 'vitest';
import { type LabLine, labList, runLab } from '../../src-main/services/lab.ts';

async function lab(id: string, text: string, params: Record<string, unknown> = {}) {
  const lines: LabLine[] = [];
  for await (const line of runLab({ id, text, params, zone: 'UTC', sessionIdleMinutes: 30 })) lines.push(line);
  return lines;
}
const csv = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

describe('ads and figures of other tools', () => {
  const ADS = csv(
    'date,to,campaign,network,currency,cost,impressions,clicks,revenue',
    '2026-03-02,,Spring,google-ads,EUR,10,1000,50,40',
    '2026-03-03,,Spring,google-ads,EUR,30,1000,30,20',
    '2026-03-02,2026-03-04,Tea,meta,EUR,8,400,4,0',
    'soon,,Tea,meta,EUR,8,400,4,0',
    '2026-03-04,2026-03-04,Tea,meta,EUR,8,400,4,0',
    '2026-03-04,,Tea,letters,EUR,8,400,4,0',
    '2026-03-04,,Tea,meta,EUR,much,400,4,0',
  );

  test('campaigns add up by name; what cannot be read is told by line and column', async () => {
    const [about, ...campaigns] = await lab('campaign-results', ADS);
    expect(about).toMatchObject({
      rows: 3,
      rejected: 4,
      fromMs: Date.UTC(2026, 2, 2),
      toMs: Date.UTC(2026, 2, 4),
      rejectedRows: [
        { line: 5, column: 'from' },
        { line: 6, column: 'to' },
        { line: 7, column: 'network' },
        { line: 8, column: 'spend' },
      ],
    });
    expect(campaigns.map(({ campaign, spend, clicks }) => [campaign, spend, clicks])).toEqual([
      ['Spring', 40, 80],
      ['Tea', 8, 4],
    ]);
  });

  test('figures per day, by metric', async () => {
    const text = csv(
      'date,metric,value,network',
      '2026-03-02,views,5,instagram',
      '2026-03-03,views,7,instagram',
      '2026-03-03,likes,1,instagram',
      '2026-03-03,smiles,1,instagram',
    );
    const [about, ...days] = await lab('outside-figures', text, { metric: 'views', bucket: 'day' });
    expect(about).toMatchObject({ rows: 3, rejectedRows: [{ line: 5, column: 'metric' }] });
    expect(days.map(({ instagram }) => instagram)).toEqual([5, 7]);
  });

  test('a file without a campaign is refused', async () => {
    await expect(lab('campaign-results', csv('date,cost', '2026-03-02,1'))).rejects.toMatchObject({
      code: 'mapping-incomplete',
    });
  });

  test('every analysis of one such table is in the list of labs', () => {
    expect(labList().map(({ id }) => id)).toEqual(
      expect.arrayContaining(['campaign-results', 'ad-spend-over-time', 'outside-figures']),
    );
  });
});
