import { useMemo, useState } from 'react';
import type { AuditReport, ConsentCourse } from '../../../shared/audit.ts';
import { LineChart } from '../../charts/LineChart.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { courseWords, ratePerDay, stripOf } from './consent-series.ts';
import './audit.css';

const AT_FIRST = 8;

function Course({ course }: { course: ConsentCourse }) {
  const locale = useLocale();
  const words = courseWords(course, locale);
  return (
    <li className="stack tight">
      <div className="row">
        <strong className="num">Person {course.person}</strong>
        <span className="small quiet num">
          {formatCount(course.before, locale)} before an answer, {formatCount(course.after, locale)} after a no
        </span>
      </div>
      <svg className="consent-strip" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
        {stripOf(course).map(({ phase, from, width }) => (
          <rect key={from} className={phase} x={100 * from} y="0" width={100 * width} height="4" />
        ))}
      </svg>
      <span className="small">{words}</span>
    </li>
  );
}

/** What was collected of whom before they answered and after they said no: by day, and person by person under a number. */
export function ConsentCourses({ report }: { report: AuditReport }) {
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const data = useMemo(() => ratePerDay(report, locale), [report, locale]);
  const people = report.consent.people;
  if (!data && !people?.touched) return null;
  const shown = people?.shown.slice(0, all ? undefined : AT_FIRST) ?? [];
  return (
    <Card
      title="Consent, day by day and person by person"
      subtitle="Which part of each day's rows should not have been collected, and what each person had said by then."
      foot="People have numbers of this report; no name, address or id of theirs is kept in it."
    >
      <div className="stack">
        {data && (
          <LineChart title="Rows without consent, by day (UTC)" unitWords="part of the day's rows" data={data} />
        )}
        {people && people.touched > 0 && (
          <section className="stack tight">
            <h3>
              {formatCount(people.touched, locale)} of {formatCount(people.followed, locale)} people
            </h3>
            <p className="small consent-key">
              <span className="silent">before any answer</span>
              <span className="granted">after a yes</span>
              <span className="denied">after a no</span>
            </p>
            <ol className="plain stack">
              {shown.map((course) => (
                <Course key={course.person} course={course} />
              ))}
            </ol>
            {people.shown.length > AT_FIRST && (
              <div className="row">
                <Button onPress={() => setAll(!all)}>
                  {all ? 'Show fewer' : `Show ${formatCount(people.shown.length, locale)} people`}
                </Button>
              </div>
            )}
          </section>
        )}
      </div>
    </Card>
  );
}
