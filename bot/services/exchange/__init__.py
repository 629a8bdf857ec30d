"""Tables in and out: Excel, CSV, the city's own sheets and the data standards."""
