"""The view `v_weights`: what each objective and indicator weighs, and against what it is held.

Three questions one after the other. What does a record weigh: its own weight, or what is
weighted below it. Which top objectives are weighed together: all of the plan, or those of a
unit. What are weights parts of: of their sum where that is 100 or
the weight of the parent; else they are never raised, and lowered where they are too much.
"""

WEIGHTS = """
WITH RECURSIVE lifted AS (
    SELECT o.parent_id AS node_id, o.weight, 0 AS by_indicators, 1 AS steps
    FROM objectives o
    WHERE o.parent_id IS NOT NULL AND (o.weight IS NOT NULL OR (
        o.objective_id NOT IN (SELECT parent_id FROM objectives WHERE parent_id IS NOT NULL)
        AND o.objective_id NOT IN (
            SELECT objective_id FROM indicators WHERE objective_id IS NOT NULL)))
    UNION ALL
    SELECT i.objective_id, i.weight, 1, 1
    FROM indicators i JOIN objectives o ON o.objective_id = i.objective_id
    WHERE o.weight IS NULL
        AND o.objective_id NOT IN (SELECT parent_id FROM objectives WHERE parent_id IS NOT NULL)
    UNION ALL
    SELECT o.parent_id, l.weight, l.by_indicators, l.steps + 1
    FROM lifted l JOIN objectives o ON o.objective_id = l.node_id
    WHERE o.weight IS NULL AND o.parent_id IS NOT NULL AND l.steps < 50
),
below AS (
    SELECT node_id, SUM(weight) AS weight, MAX(by_indicators) AS by_indicators
    FROM lifted GROUP BY node_id HAVING COUNT(weight) = COUNT(*)
),
measured_by AS (
    SELECT objective_id AS node_id FROM indicators WHERE objective_id IS NOT NULL
    UNION
    SELECT o.parent_id FROM measured_by m JOIN objectives o ON o.objective_id = m.node_id
    WHERE o.parent_id IS NOT NULL
),
weighty AS (
    SELECT o.*, COALESCE(o.weight, b.weight) AS known,
        CASE WHEN o.weight IS NULL THEN b.by_indicators END AS by_indicators,
        CASE WHEN m.node_id IS NULL THEN 0 ELSE 1 END AS is_measured
    FROM objectives o
    LEFT JOIN below b ON b.node_id = o.objective_id
    LEFT JOIN measured_by m ON m.node_id = o.objective_id
),
plans AS (
    SELECT document_id, unity, CASE
        WHEN known_of = tops AND ABS(known_weight - unity) <= 0.005 * unity THEN 1
        WHEN known_of = tops AND weighed IN (0, tops) AND known_weight < unity THEN 1
        WHEN ABS(own_weight - unity) <= 0.005 * unity THEN 1
        ELSE 0 END AS is_one_whole
    FROM (
        SELECT document_id, COUNT(*) AS tops, COUNT(known) AS known_of, COUNT(weight) AS weighed,
            SUM(known) AS known_weight, SUM(weight) AS own_weight,
            CASE WHEN MAX(known) <= 1 THEN 1 ELSE 100 END AS unity
        FROM weighty WHERE parent_id IS NULL GROUP BY document_id
    ) tops
),
nodes AS (
    SELECT o.document_id, 'objective' AS record, o.objective_id AS node_id, o.parent_id,
        o.level, o.position, o.code, o.title, o.org_unit, o.weight, o.known,
        o.by_indicators, o.page, o.confidence, o.origin, o.is_measured, p.unity,
        CASE WHEN o.parent_id IS NULL AND p.is_one_whole = 0
             THEN COALESCE(o.org_unit, '') END AS weighed_in
    FROM weighty o JOIN plans p ON p.document_id = o.document_id
    UNION ALL
    SELECT i.document_id, 'indicator', i.indicator_id, i.objective_id,
        NULL, i.position, i.code, i.name, i.org_unit, i.weight, i.weight,
        NULL, i.page, i.confidence, i.origin, 1, p.unity, NULL
    FROM indicators i JOIN plans p ON p.document_id = i.document_id
    WHERE i.objective_id IS NOT NULL
),
counted AS (
    SELECT nodes.*, COUNT(*) OVER siblings AS siblings, COUNT(weight) OVER siblings AS weighed,
        COUNT(known) OVER siblings AS known_of, SUM(known) OVER siblings AS known_weight,
        MAX(known) OVER siblings AS heaviest, MAX(by_indicators) OVER siblings AS by_indicators_of,
        SUM(CASE WHEN record = 'indicator' THEN 1 ELSE 0 END) OVER siblings AS indicators,
        SUM(is_measured) OVER siblings AS measured_of
    FROM nodes
    WINDOW siblings AS (PARTITION BY document_id, parent_id, weighed_in)
),
weighed AS (
    SELECT c.*, CASE
        WHEN c.known_of < c.siblings
            AND (c.by_indicators_of = 1 OR c.heaviest > 0.995 * c.unity) THEN c.weight
        WHEN c.weighed = 0 AND c.known_weight <= 1.005 * c.unity THEN c.known
        WHEN ABS(c.known_weight - c.unity) <= 0.005 * c.unity THEN c.known
        WHEN c.known_of = c.siblings AND ABS(c.known_weight - p.weight) <= 0.005 * c.unity
            THEN c.known
        ELSE c.weight END AS measure
    FROM counted c LEFT JOIN objectives p ON p.objective_id = c.parent_id
),
totalled AS (
    SELECT weighed.*, SUM(measure) OVER siblings AS total,
        CASE WHEN parent_id IS NULL THEN unity
             WHEN MAX(measure) OVER siblings <= 1 THEN 1 ELSE 100 END AS full_weight,
        COUNT(measure) OVER siblings * CASE WHEN COUNT(measure) OVER siblings > 1
            AND MIN(measure) OVER siblings = MAX(measure) OVER siblings
            THEN 0.0049 ELSE 0.0005 END AS rounding
    FROM weighed
    WINDOW siblings AS (PARTITION BY document_id, parent_id, weighed_in)
),
held AS (
    SELECT t.*, CASE WHEN p.measure <= 1 OR t.full_weight > 1 THEN p.measure END AS above
    FROM totalled t LEFT JOIN totalled p ON p.record = 'objective' AND p.node_id = t.parent_id
),
judged AS (
    SELECT held.*, CASE
        WHEN total IS NULL THEN 'equal'
        WHEN ABS(total - full_weight) <= rounding * full_weight THEN 'whole'
        WHEN ABS(total - above) <= rounding * full_weight THEN 'parent'
        WHEN total < full_weight OR total < above THEN 'short'
        ELSE 'over' END AS basis
    FROM held
),
shared AS (
    SELECT judged.*, CASE basis
        WHEN 'equal' THEN NULL
        WHEN 'short' THEN CASE WHEN total < above THEN above ELSE full_weight END
        ELSE total END AS whole
    FROM judged
),
parts AS (
    SELECT shared.*, CASE
        WHEN basis <> 'equal' THEN CASE WHEN whole > 0 THEN 1.0 * measure / whole END
        WHEN indicators = 0 THEN 1.0 / siblings
        WHEN is_measured = 1 THEN 1.0 / measured_of END AS share
    FROM shared
),
tree AS (
    SELECT parts.*, 1 AS depth, 100.0 * share AS effective, COALESCE(title, code, '') AS path
    FROM parts WHERE parent_id IS NULL
    UNION ALL
    SELECT s.*, t.depth + 1, t.effective * s.share,
        t.path || ' › ' || COALESCE(s.title, s.code, '')
    FROM parts s JOIN tree t ON s.parent_id = t.node_id
)
SELECT t.document_id, d.entity_name AS entity, d.year, d.superseded_by IS NULL AS is_current,
    t.record, t.node_id AS record_id, t.parent_id, t.level, t.depth, t.position, t.code, t.title,
    t.path, t.org_unit, t.weight, t.measure AS counted_weight, t.total AS siblings_weight, t.whole,
    CASE WHEN t.share IS NOT NULL THEN t.basis END AS share_basis, t.share,
    ROUND(t.effective, 6) AS effective_weight, t.page, t.confidence,
    t.origin
FROM tree t JOIN documents d ON d.document_id = t.document_id
"""
