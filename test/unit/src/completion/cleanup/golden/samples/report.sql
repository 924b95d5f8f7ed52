-- Orders of the last month, by customer.
CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    city TEXT
);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    placed_at TEXT NOT NULL,
    cents INTEGER NOT NULL CHECK (cents >= 0)
);

SELECT c.name, COUNT(*) AS orders, SUM(o.cents) / 100.0 AS total
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
WHERE o.placed_at >= date('now', '-1 month')
GROUP BY c.id
HAVING COUNT(*) > 1
ORDER BY total DESC;
