{
    "name": "Integration: Tests of the Engines",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "summary": "Models that prove the engines without a client",
    "author": "Integration for Odoo contributors",
    "license": "LGPL-3",
    "depends": ["integration_case"],
    "data": [
        "security/test_integration_groups.xml",
        "security/ir.model.access.csv",
        "security/test_integration_security.xml",
    ],
}
