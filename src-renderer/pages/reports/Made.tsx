import type { Output } from '../../../shared/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatBytes, formatInstant } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { leftOutWords } from '../provenance.ts';
import { mergeLeftOut } from './choice.ts';

/** A report as it was handed over: file name, type and bytes. */
export type Report = Output<'reports.make'>;

/** What came out: the file, and what the consent and small-group rules left out of it. */
export function Made({ report, onAgain }: { report: Report; onAgain: (report: Report) => void }) {
  const locale = useLocale();
  const left = leftOutWords(mergeLeftOut(report.leftOut), locale);
  return (
    <Card
      title="The report is written"
      subtitle={`${report.fileName} · ${formatBytes(report.bytes.length, locale)}`}
      tools={<Button onPress={() => onAgain(report)}>Save again</Button>}
    >
      <div className="stack tight" aria-live="polite">
        <p>
          It lies among your downloads. It is listed under <a href="#/privacy?tab=held">What was handed out</a>.
        </p>
        {report.tooClose.length > 0 && (
          <>
            <p>
              Not in it, because together with an earlier file they would tell about a few people only. The dates of
              that file, or dates that differ by more people, would do.
            </p>
            <ul className="plain stack tight">
              {report.tooClose.map(({ analysis, title, earlierMs }) => (
                <li key={analysis}>
                  {title}{' '}
                  <span className="quiet small">too close to the file of {formatInstant(earlierMs, locale)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {left.length === 0 ? (
          <p className="quiet">Nothing was left out.</p>
        ) : (
          <>
            <ul className="plain stack tight">
              {left.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
            <p>
              <a href="#/privacy?tab=purposes">See why and change it</a>
            </p>
          </>
        )}
      </div>
    </Card>
  );
}
