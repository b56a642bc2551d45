"""What Spark itself shows and Sail does not: digits lost without the setting, and who is let in."""

import pytest
from two_engines import adversarial, said_by

from models.engine.backends.failures import EngineRefuses
from models.engine.backends.spark import Spark

PRECISION = "spark.sql.decimalOperations.allowPrecisionLoss"


def test_the_setting_for_long_decimals_left_out_is_caught(spark):
    sql = (
        "select m.number, cast(m.number as bigint) * cast(0.123456789012345678 as decimal(38, 18)) as share "
        "from month_number as m"
    )
    careless = Spark(spark._url, 300, {PRECISION: "true"})
    assert said_by(spark, sql, adversarial()) == ""
    assert said_by(careless, sql, adversarial()).startswith("share in ")


def test_a_wrong_token_is_refused(spark):
    wrong = Spark(spark._url.partition("token=")[0] + "token=wrong", 60)
    with pytest.raises(EngineRefuses), wrong.open(adversarial()):
        pass
