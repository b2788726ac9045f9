import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignTags, clickTags } from '../../src-main/import/campaign-tags.ts';

const tags = (source: string, medium: string, campaign = '') => ({ source, medium, campaign });

describe('campaignTags', () => {
  it.each([
    ['', null],
    ['page=2&q=shoes', null],
    ['utm_source=newsletter&utm_medium=email&utm_campaign=spring', tags('newsletter', 'email', 'spring')],
    ['?a=1&UTM_Source=Google&utm_medium=cpc#part', tags('Google', 'cpc')],
    ['utm_source=a%20b&utm_campaign=Sommer+Schluss', tags('a b', '', 'Sommer Schluss')],
    ['utm_source=a&amp;utm_medium=b', tags('a', 'b')],
    ['utm_source=&utm_medium=', null],
    ['utm_source=100%', tags('100%', '')],
    ['gclid=abc', tags('google', 'cpc')],
    ['gbraid=abc', tags('google', 'cpc')],
    ['wbraid=abc', tags('google', 'cpc')],
    ['dclid=abc', tags('google', 'cpc')],
    ['fbclid=abc', tags('facebook', 'social')],
    ['msclkid=abc', tags('bing', 'cpc')],
    ['ttclid=abc', tags('tiktok', 'cpc')],
    ['twclid=abc', tags('x', 'cpc')],
    ['li_fat_id=abc', tags('linkedin', 'cpc')],
    ['epik=abc', tags('pinterest', 'cpc')],
    ['gclid=', null],
    ['fbclid=a&gclid=b', tags('google', 'cpc')],
    ['fbclid=a&utm_source=ig&utm_medium=paid', tags('ig', 'paid')],
    ['gclid=a&utm_campaign=winter', tags('google', 'cpc', 'winter')],
    ['gclid=a&utm_source=google', tags('google', 'cpc')],
    ['gclid=a&utm_source=partner', tags('partner', '')],
    ['myclid=1&tgclid=2', null],
  ])('%s', (query, expected) => {
    expect(campaignTags(query)).toEqual(expected);
  });

  it('never gives a click id away and answers any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[A-Z]{12}$/), (text, id) => {
        expect(JSON.stringify(clickTags(`fbclid=${id}`))).not.toContain(id);
        expect(campaignTags(text)?.campaign.length ?? 0).toBeLessThanOrEqual(200);
      }),
    );
  });
});
